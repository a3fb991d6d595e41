import { useEffect, useState } from "preact/hooks";
import { isNotOffered } from "../connection/refused";
import { useWorkspace } from "../workspace";

export interface Resource<T> {
  /** What was answered last; after a failure that of before, until the resource is another. */
  value: T | null;
  failure: unknown;
  /** The server has not even the path: it is older than the page. Of a single thing, 404 means that thing. */
  isNotOffered: boolean;
  reload: () => void;
}

interface Known<T> {
  key: string;
  value: T | null;
  failure: unknown;
}

/** What REST answers at a path; asked again when the path or its query changes. */
export function useResource<T>(path: string, query: Record<string, string | undefined> = {}): Resource<T> {
  const { rest } = useWorkspace();
  const key = `${path}?${JSON.stringify(query)}`;
  const [known, setKnown] = useState<Known<T>>({ key, value: null, failure: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    rest.get<T>(path, query).then(
      (value) => isWanted && setKnown({ key, value, failure: null }),
      (failure) => isWanted && setKnown((before) => ({ key, value: before.key === key ? before.value : null, failure })),
    );
    return () => {
      isWanted = false;
    };
  }, [key, round]);
  const { value, failure } = known.key === key ? known : { value: null, failure: null };
  const isCollection = !path.slice(1).includes("/");
  return { value, failure, isNotOffered: failure !== null && isCollection && isNotOffered(failure), reload: () => setRound((before) => before + 1) };
}
