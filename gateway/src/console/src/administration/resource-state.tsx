import { Loading } from "../ui/loading";
import { explain, words } from "../words/words";
import type { Resource } from "./use-resource";

/** What is to be known of a resource beside its value: that it is on its way, not offered, or that what is shown may be old. */
export function ResourceState({ resource }: { resource: Resource<unknown> }) {
  const { common, failure } = words.value;
  if (resource.isNotOffered) {
    return <p class="hint">{failure.missing}</p>;
  }
  if (resource.failure) {
    return (
      <div class="banner error" role="alert">
        <span>
          {explain(resource.failure)} {resource.value !== null && common.maybeOld}
        </span>
        <button type="button" onClick={resource.reload}>
          {failure.retry}
        </button>
      </div>
    );
  }
  return resource.value === null ? <Loading /> : null;
}
