import { useEffect, useState } from "preact/hooks";
import { useWorkspace } from "../workspace";

export interface Resource<T> {
  value: T | null;
  failure: unknown;
  reload: () => void;
}

/** What REST answers at a path; asked again when the path or its query changes. */
export function useResource<T>(path: string, query: Record<string, string | undefined> = {}): Resource<T> {
  const { rest } = useWorkspace();
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const key = `${path}?${JSON.stringify(query)}`;
  useEffect(() => {
    let isWanted = true;
    rest.get<T>(path, query).then(
      (answer) => isWanted && (setValue(answer), setFailure(null)),
      (error) => isWanted && setFailure(error),
    );
    return () => {
      isWanted = false;
    };
  }, [key, round]);
  return { value, failure, reload: () => setRound(round + 1) };
}
