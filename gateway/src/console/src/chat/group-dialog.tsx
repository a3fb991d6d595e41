import { useEffect, useState } from "preact/hooks";
import { Avatar } from "../ui/avatar";
import { Dialog } from "../ui/dialog";
import { Loading } from "../ui/loading";
import { go } from "../ui/route";
import { toastFailure } from "../ui/toasts";
import { words } from "../words/words";
import { useWorkspace } from "../workspace";

/** Who belongs to a group. Any member brings others in, takes them out, or leaves. */
export function GroupDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { chat, connection, rest, me } = useWorkspace();
  const { chat: text } = words.value;
  const [members, setMembers] = useState<string[] | null>(null);
  useEffect(() => {
    rest.get<{ members: string[] }>(`/channels/${encodeURIComponent(name)}`).then((group) => setMembers(group.members), toastFailure);
  }, [name]);
  const change = (event: "channel:invite" | "channel:remove", users: string[]) =>
    connection.ask<{ members: string[] }>(event, { channel: name, members: users }).then((group) => setMembers(group.members), toastFailure);
  const leave = () =>
    connection.ask("channel:remove", { channel: name, members: [me.userId] }).then(() => {
      onClose();
      go("chat");
    }, toastFailure);
  const invite = (event: SubmitEvent) => {
    event.preventDefault();
    const users = new FormData(event.currentTarget as HTMLFormElement).getAll("member").map(String);
    if (users.length > 0) {
      void change("channel:invite", users);
    }
  };
  const others = [...chat.names.value].filter(([userId]) => !members?.includes(userId));
  return (
    <Dialog title={text.membersOf(chat.titleOf(name))} onClose={onClose}>
      {members === null ? (
        <Loading />
      ) : (
        <>
          <ul class="people-list" aria-label={text.members}>
            {members.map((userId) => (
              <li key={userId} class="member">
                <Avatar name={chat.titleOf(`@${userId}`)} small />
                <strong>{chat.titleOf(`@${userId}`)}</strong>
                {userId !== me.userId && (
                  <button aria-label={text.removeMember(chat.titleOf(`@${userId}`))} onClick={() => void change("channel:remove", [userId])}>
                    {text.takeOut}
                  </button>
                )}
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <form onSubmit={invite} key={members.join()}>
              <fieldset>
                <legend>{text.invite}</legend>
                {others.map(([userId, person]) => (
                  <label class="check" key={userId}>
                    <input type="checkbox" name="member" value={userId} />
                    {person}
                  </label>
                ))}
              </fieldset>
              <button class="primary">{text.inviteAction}</button>
            </form>
          )}
          {members.includes(me.userId) && (
            <button class="danger" onClick={() => void leave()}>
              {text.leaveGroup}
            </button>
          )}
        </>
      )}
    </Dialog>
  );
}
