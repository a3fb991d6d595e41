import { useEffect, useState } from "preact/hooks";
import { identityOf } from "../connection/identity";
import { Avatar } from "../ui/avatar";
import { Appearance } from "../shell/appearance";
import { words } from "../words/words";
import { demoUsers, signIn, type DemoUser } from "./sign-in";
import { go } from "../ui/route";

/** What a newcomer sees: two users in one click, one user, or a token of one's own. */
export function Start() {
  const [users, setUsers] = useState<DemoUser[] | null>(null);
  useEffect(() => {
    demoUsers().then(setUsers, () => setUsers([]));
  }, []);
  const { start, product, tagline } = words.value;
  return (
    <main class="start" id="content">
      <header class="start-head">
        <img src="/icon.svg" alt="" width="44" height="44" />
        <div>
          <h1>{product}</h1>
          <p>{tagline}</p>
        </div>
        <Appearance />
      </header>
      <div class="start-columns">
        {users && users.length >= 2 && <SideBySide users={users} />}
        <div class="start-side">
          {users && users.length > 0 && <DemoUsers users={users} />}
          <TokenForm />
          {users?.length === 0 && <p class="hint">{start.noDemo}</p>}
        </div>
      </div>
    </main>
  );
}

function SideBySide({ users }: { users: DemoUser[] }) {
  const { start } = words.value;
  const [left, setLeft] = useState(users[0]!.userId);
  const [right, setRight] = useState(users[1]!.userId);
  const nameOf = (id: string) => users.find((user) => user.userId === id)?.name.split(" ")[0] ?? id;
  return (
    <section class="card hero" aria-labelledby="side-by-side">
      <h2 id="side-by-side">{start.title}</h2>
      <p>{start.lead}</p>
      <div class="panes-drawing" aria-hidden="true">
        <span>
          <i />
          <i class="own" />
          <i />
        </span>
        <span>
          <i class="own" />
          <i />
          <i class="own" />
        </span>
      </div>
      <div class="row">
        <UserChoice label={start.left} users={users} value={left} onChoose={setLeft} />
        <UserChoice label={start.right} users={users} value={right} onChoose={setRight} />
      </div>
      <button class="primary large" onClick={() => go("lado-a-lado", left, right)}>
        {start.pair(nameOf(left), nameOf(right))}
      </button>
      <dl class="capabilities">
        {start.capabilities.map(([name, what]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ChoiceProps {
  label: string;
  users: DemoUser[];
  value: string;
  onChoose: (userId: string) => void;
}

function UserChoice({ label, users, value, onChoose }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {users.map((user) => (
          <option key={user.userId} value={user.userId}>
            {user.name} · {user.department}
          </option>
        ))}
      </select>
    </label>
  );
}

function DemoUsers({ users }: { users: DemoUser[] }) {
  const { start } = words.value;
  return (
    <section class="card" aria-labelledby="demo-users">
      <h2 id="demo-users">{start.demoUsers}</h2>
      <ul class="people-list">
        {users.map((user) => (
          <li key={user.userId}>
            <button class="person" onClick={() => signIn(user.token)}>
              <Avatar name={user.name} />
              <span>
                <strong>{user.name}</strong>
                <small>
                  {user.department} · {user.isPrincipal ? start.principal : user.permissions.join(", ")}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="hint">{start.demoHint}</p>
    </section>
  );
}

function TokenForm() {
  const { start } = words.value;
  const [text, setText] = useState("");
  const [isBad, setBad] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const given = text.trim().replace(/^Bearer /, "");
    setBad(!identityOf(given));
    if (identityOf(given)) {
      signIn(given);
    }
  };
  return (
    <section class="card" aria-labelledby="token-title">
      <h2 id="token-title">{start.token}</h2>
      <form onSubmit={submit}>
        <label class="field">
          <span>{start.tokenLabel}</span>
          <textarea
            name="token"
            rows={3}
            spellcheck={false}
            required
            aria-describedby="token-hint"
            aria-invalid={isBad}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p class="hint" id="token-hint" role={isBad ? "alert" : undefined}>
          {isBad ? start.badToken : start.tokenHint}
        </p>
        <button>{start.enter}</button>
      </form>
    </section>
  );
}
