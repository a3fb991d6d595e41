import { useState } from "preact/hooks";
import type { LockInfo } from "../records/locks";
import { Dialog } from "../ui/dialog";
import { toast, toastFailure } from "../ui/toasts";
import { time, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Card } from "./administration-screen";
import { ResourceState } from "./resource-state";
import { useResource } from "./use-resource";

/** What is being edited in the whole tenant, each to be freed by force, with a reason. */
export function LocksCard() {
  const { administration: text, lock: lockText, presence } = words.value;
  const locks = useResource<{ locks: LockInfo[] }>("/locks");
  const [breaking, setBreaking] = useState<string | null>(null);
  return (
    <Card title={text.locks}>
      <ResourceState resource={locks} />
      {locks.value && locks.value.locks.length === 0 && <p class="hint">{text.noLocks}</p>}
      {locks.value && locks.value.locks.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label={text.locks}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.resource}</th>
                <th scope="col">{presence.person}</th>
                <th scope="col">{presence.since}</th>
                <th scope="col">
                  <span class="visually-hidden">{text.free}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {locks.value.locks.map(({ resource, holder, since }) => (
                <tr key={resource}>
                  <th scope="row">{resource}</th>
                  <td>{holder?.name}</td>
                  <td>{since && time(since, true)}</td>
                  <td class="actions">
                    <button class="danger" aria-label={`${text.free}: ${resource}`} onClick={() => setBreaking(resource)}>
                      {text.free}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button onClick={locks.reload}>{lockText.refresh}</button>
      {breaking && <BreakDialog resource={breaking} onClose={() => (setBreaking(null), locks.reload())} />}
    </Card>
  );
}

function BreakDialog({ resource, onClose }: { resource: string; onClose: () => void }) {
  const { rest } = useWorkspace();
  const { administration: text, lock } = words.value;
  const free = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason"));
    const query = new URLSearchParams({ reason });
    rest.delete(`/locks/${encodeURIComponent(resource)}?${query}`).then(() => (toast("success", text.saved), onClose()), toastFailure);
  };
  return (
    <Dialog title={`${text.free}: ${resource}`} onClose={onClose}>
      <form onSubmit={free}>
        <label class="field">
          <span>{lock.reason}</span>
          <input name="reason" required maxLength={200} />
        </label>
        <button class="danger">{text.free}</button>
      </form>
    </Dialog>
  );
}
