import { useState } from "preact/hooks";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { go } from "../ui/route";
import { toast, toastFailure } from "../ui/toasts";
import { explain, time, words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { EditLock, LockState } from "./edit-lock";

/** Who edits the record that is open, and what one can do about it. */
export function LockBanner({ lock, onRefresh }: { lock: EditLock; onRefresh: () => void }) {
  const { lock: text } = words.value;
  const state = lock.state.value;
  switch (state.kind) {
    case "asking":
      return <p class="banner">{text.asking}</p>;
    case "mine":
      return <HeldBanner lock={lock} expiresAt={state.expiresAt} />;
    case "other":
      return <OtherBanner lock={lock} state={state} onRefresh={onRefresh} />;
    case "lost":
      return (
        <div class="banner error" role="alert">
          <strong>{text.lost(text.reasons[state.reason] ?? state.reason)}</strong>
          <span>{text.kept}</span>
          <button onClick={() => lock.acquire()}>
            <Icon name="refresh" /> {text.editAgain}
          </button>
        </div>
      );
    case "free":
      return (
        <div class="banner success" role="status">
          <strong>{text.free}</strong>
          <button onClick={onRefresh}>
            <Icon name="edit" /> {text.edit}
          </button>
        </div>
      );
    case "unlocked":
      return <p class="banner warning">{text.missing}</p>;
    case "failed":
      return (
        <div class="banner error" role="alert">
          <span>{explain(state.error)}</span>
          <button onClick={() => lock.acquire()}>{words.value.failure.retry}</button>
        </div>
      );
  }
}

function HeldBanner({ lock, expiresAt }: { lock: EditLock; expiresAt: string }) {
  const { lock: text } = words.value;
  const request = lock.request.value;
  return request ? (
    <div class="banner warning" role="alert">
      <strong>{text.requested(request.from?.name ?? text.someone)}</strong>
      {request.message && <span>“{request.message}”</span>}
      <button class="primary" onClick={() => lock.yieldToOther()}>
        {text.letGo}
      </button>
      <button onClick={() => (lock.request.value = null)}>{text.keep}</button>
    </div>
  ) : (
    <p class="banner success" role="status" title={time(expiresAt, true)}>
      <Icon name="edit" /> {text.mine}
    </p>
  );
}

interface OtherProps {
  lock: EditLock;
  state: Extract<LockState, { kind: "other" }>;
  onRefresh: () => void;
}

function OtherBanner({ lock, state, onRefresh }: OtherProps) {
  const { isAdministrator } = useWorkspace();
  const { lock: text } = words.value;
  const [isViewing, setViewing] = useState(false);
  const [isForcing, setForcing] = useState(false);
  const { holder, since, position } = state;
  if (isViewing) {
    return (
      <div class="banner warning">
        <Icon name="eye" /> <span>{text.viewing(holder.name)}</span>
        <button onClick={onRefresh}>{text.refresh}</button>
      </div>
    );
  }
  return (
    <div class="banner warning lock-notice" role="alert">
      <div>
        <strong>{text.attention}</strong>
        <p>{text.editing(holder.name, text.things[lock.resource.split(":")[0]!]!)}</p>
        <p>{text.since(time(since, true))}</p>
        <p>{position === undefined ? text.locked : text.position(position)}</p>
      </div>
      <div class="row">
        <button onClick={onRefresh}>
          <Icon name="refresh" /> {text.refresh}
        </button>
        <button onClick={() => setViewing(true)}>
          <Icon name="eye" /> {text.view}
        </button>
        <button onClick={() => go("chat", `@${holder.userId}`)}>
          <Icon name="chat" /> {text.message}
        </button>
        <button onClick={() => lock.askHolder("").then(() => toast("info", text.asked(holder.name)), toastFailure)}>{text.ask}</button>
        {position === undefined && (
          <button onClick={() => lock.acquire(true)}>
            <Icon name="clock" /> {text.wait}
          </button>
        )}
        {isAdministrator && (
          <button class="danger" onClick={() => setForcing(true)}>
            {text.force}
          </button>
        )}
      </div>
      {isForcing && <ForceDialog lock={lock} name={holder.name} onClose={() => setForcing(false)} />}
    </div>
  );
}

function ForceDialog({ lock, name, onClose }: { lock: EditLock; name: string; onClose: () => void }) {
  const { lock: text } = words.value;
  const force = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason")).trim();
    lock.force(reason).then(onClose, toastFailure);
  };
  return (
    <Dialog title={text.force} onClose={onClose}>
      <form onSubmit={force}>
        <p>{text.forceHint(name)}</p>
        <label class="field">
          <span>{text.reason}</span>
          <input name="reason" required maxLength={200} />
        </label>
        <button class="danger">{text.force}</button>
      </form>
    </Dialog>
  );
}
