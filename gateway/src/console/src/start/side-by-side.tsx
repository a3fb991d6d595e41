import { useEffect, useState } from "preact/hooks";
import { words } from "../words/words";
import { demoUsers, paneFor, type DemoUser } from "./sign-in";
import { href } from "../ui/route";

/** Two whole consoles of two demo users in one window; each is the page itself, framed, with a connection of its own. */
export function SideBySide({ left, right }: { left: string; right: string }) {
  const [users, setUsers] = useState<DemoUser[]>([]);
  useEffect(() => void demoUsers().then(setUsers, () => undefined), []);
  const { start } = words.value;
  const panes = [left, right].map((id, index) => ({
    name: index === 0 ? "left" : "right",
    user: users.find((user) => user.userId === id),
  }));
  return (
    <main class="side-by-side" id="content">
      <h1 class="visually-hidden">{start.title}</h1>
      <nav>
        <a href={href()}>← {start.back}</a>
      </nav>
      {panes.map(
        ({ name, user }) =>
          user && <iframe key={name + user.userId} title={start.windowOf(user.name)} src={paneFor(name, user.token)} />,
      )}
    </main>
  );
}
