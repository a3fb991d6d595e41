import { useEffect, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { href } from "../ui/route";
import { time, words } from "../words/words";
import { useWorkspace } from "../workspace";
import type { Person } from "./presence";
import { StatusMark } from "./status-mark";

const MINUTE = 60_000;

/** Who is there, since when, and how long without doing anything. */
export function PresenceScreen() {
  const { presence, me } = useWorkspace();
  const { presence: text } = words.value;
  const [department, setDepartment] = useState("");
  const now = useNow();
  if (presence.isMissing.value) {
    return <p class="nothing">{words.value.failure.missing}</p>;
  }
  const all = presence.people.value;
  const departments = [...new Set(all.map((person) => person.department ?? "").filter(Boolean))].sort();
  const shown = all.filter((person) => !department || person.department === department);
  const there = shown.filter((person) => person.status !== "offline").length;
  return (
    <div class="screen">
      <header class="screen-head">
        <h1>{text.title}</h1>
        <span class="hint" role="status">
          {text.there(there)}
        </span>
        <span class="space" />
        <label class="inline-field">
          <span>{text.department}</span>
          <select value={department} onChange={(event) => setDepartment(event.currentTarget.value)}>
            <option value="">{text.allDepartments}</option>
            {departments.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </header>
      <div class="table-frame people" tabIndex={0} role="region" aria-label={text.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.person}</th>
              <th scope="col" class="spare">{text.department}</th>
              <th scope="col">{text.state}</th>
              <th scope="col" class="spare">{text.since}</th>
              <th scope="col">{text.activity}</th>
              <th scope="col">
                <span class="visually-hidden">{text.talk}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <tr key={person.userId}>
                <th scope="row">
                  <span class="with-avatar">
                    <Avatar name={person.name} small /> {person.name}
                  </span>
                </th>
                <td class="spare">{person.department ?? ""}</td>
                <td>
                  <StatusMark status={person.status} withWord />
                  {person.message && <small class="hint"> {person.message}</small>}
                </td>
                <td class="spare">{time(person.since)}</td>
                <td>{idle(person, now)}</td>
                <td class="actions">
                  {person.userId !== me.userId && (
                    <a class="button" href={href("chat", `@${person.userId}`)} aria-label={`${text.talk}: ${person.name}`}>
                      <Icon name="chat" /> <span>{text.talk}</span>
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function idle(person: Person, now: number): string {
  const { presence: text } = words.value;
  const minutes = Math.floor((now - Date.parse(person.lastActive)) / MINUTE);
  return person.status === "offline" ? time(person.lastActive) : minutes < 1 ? text.active : text.idle(minutes);
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 4);
    return () => clearInterval(timer);
  }, []);
  return now;
}
