package io.arauto.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields that Kubernetes does not know: its model keeps them aside, in {@code getAdditionalProperties()}. */
final class UnknownFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    /** Where they are, such as {@code Deployment.spec.replica}. */
    static List<String> of(HasMetadata object) {
        var fields = new UnknownFields();
        fields.walk(object.getKind(), object);
        return fields.found;
    }

    private void walk(String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Collection<?> elements -> elements.forEach(element -> walk(path + "[]", element));
            case Map<?, ?> entries -> entries.forEach((key, entry) -> walk(path + "." + key, entry));
            case JsonNode _ -> {}
            case AnyType _ -> {}
            case Object bean
            when bean.getClass().getName().startsWith("io.fabric8.")
                    && !bean.getClass().isEnum() -> walkBean(path, bean);
            default -> {}
        }
    }

    private void walkBean(String path, Object bean) {
        for (var method : bean.getClass().getMethods()) {
            if (method.getName().equals("getAdditionalProperties")) {
                additional(bean, method).keySet().forEach(name -> found.add(path + "." + name));
            } else if (method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && !method.getDeclaringClass().equals(Object.class)) {
                walk(path + "." + method.getName().substring(3), call(bean, method));
            }
        }
    }

    private static Map<?, ?> additional(Object bean, Method method) {
        return JSON.convertValue(call(bean, method), Map.class);
    }

    private static @Nullable Object call(Object bean, Method method) {
        try {
            return method.invoke(bean);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(method.toString(), failure);
        }
    }
}
