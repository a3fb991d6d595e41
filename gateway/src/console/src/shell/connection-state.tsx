import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { useLightDismiss } from "../ui/light-dismiss";
import { dateAndTime, explain, words } from "../words/words";
import { useWorkspace } from "../workspace";
import { Refused } from "../connection/refused";
import { signOut } from "../start/sign-in";

const RETURN_SHOWN = 6000;

/** Always in sight: whether this window is connected, where, by what, and whether its last return was complete. */
export function ConnectionState() {
  const { connection } = useWorkspace();
  const { connection: text } = words.value;
  const details = useRef<HTMLDetailsElement>(null);
  useLightDismiss(details);
  const phase = connection.phase.value;
  const session = connection.session.value;
  const justReturned = useJustReturned(connection.returns.value);
  const state = phase === "connected" && justReturned ? (session?.recovered ? text.recovered : text.renewed) : text[phase];
  return (
    <details ref={details} class={`connection ${phase}${justReturned ? " returned" : ""}`} data-phase={phase} name="top">
      <summary>
        <i class="light" aria-hidden="true" />
        <span class="visually-hidden">{text.label}: </span>
        <span role="status">{state}</span>
        {session && phase === "connected" && (
          <code class="wide">
            {session.node} · {connection.transport.value}
          </code>
        )}
        <Icon name="down" />
      </summary>
      <div class="popup">
        <dl class="facts">
          <dt>{text.node}</dt>
          <dd data-fact="node">{session?.node ?? "–"}</dd>
          <dt>{text.transport}</dt>
          <dd data-fact="transport">{connection.transport.value || "–"}</dd>
          <dt>{text.session}</dt>
          <dd>
            <code>{session?.sessionId ?? "–"}</code>
          </dd>
          <dt>{text.returns}</dt>
          <dd data-fact="returns">{connection.returns.value}</dd>
          {connection.returns.value > 0 && (
            <>
              <dt>{text.lastReturn}</dt>
              <dd data-fact="recovered">
                {session?.recovered ? text.complete : `${text.incomplete} (${session?.reason ?? "?"})`}
              </dd>
            </>
          )}
          <dt>{text.until}</dt>
          <dd>{session ? dateAndTime(session.expiresAt) : "–"}</dd>
        </dl>
        <button disabled={phase !== "connected"} onClick={() => connection.interrupt()}>
          {text.interrupt}
        </button>
      </div>
    </details>
  );
}

function useJustReturned(returns: number): boolean {
  const [shown, setShown] = useState(0);
  useEffect(() => {
    if (returns > 0) {
      setShown(returns);
      const timer = setTimeout(() => setShown(0), RETURN_SHOWN);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [returns]);
  return shown > 0;
}

/** Over the screen when this window will not come back by itself. */
export function ConnectionEnd() {
  const { connection } = useWorkspace();
  const phase = connection.phase.value;
  if (phase !== "refused" && phase !== "ended") {
    return null;
  }
  const { connection: text } = words.value;
  const reason = connection.reason.value;
  return (
    <div class="banner error" role="alert">
      <strong>{text[phase]}</strong>
      <span>{explain(new Refused({ code: reason, message: reason, retryable: false }))}</span>
      <button onClick={signOut}>{text.signInAgain}</button>
    </div>
  );
}
