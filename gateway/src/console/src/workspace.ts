import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Chat } from "./chat/chat";
import { Connection } from "./connection/connection";
import { identityOf, isAdministrator, type Identity } from "./connection/identity";
import { Rest } from "./connection/rest";
import { Observer } from "./dashboard/observer";
import { Inbox } from "./notifications/inbox";
import { openAction } from "./notifications/notifications-screen";
import { Presence } from "./presence/presence";
import { Editing } from "./records/editing";
import { modules } from "./records/modules";
import { Records } from "./records/records";
import { toast } from "./ui/toasts";

/** Everything of one signed-in user: the connection and what goes over it. */
export class Workspace {
  readonly connection: Connection;
  readonly rest: Rest;
  readonly chat: Chat;
  readonly inbox: Inbox;
  readonly presence: Presence;
  readonly records: Records[];
  readonly editing: Editing;
  readonly observer: Observer;
  readonly isAdministrator: boolean;

  private constructor(
    token: string,
    readonly me: Identity,
  ) {
    this.connection = new Connection(token);
    this.rest = new Rest(token);
    this.isAdministrator = isAdministrator(me);
    this.chat = new Chat(this.connection, me);
    this.chat.learn([me]);
    this.inbox = new Inbox(this.connection, (notice) =>
      toast(notice.type, notice.title, notice.message, notice.urgent, notice.action ? () => openAction(notice) : undefined),
    );
    this.presence = new Presence(this.connection, me, (people) => this.chat.learn(people));
    this.records = modules.map((module) => new Records(this.connection, module, me.tenant));
    this.observer = new Observer(this.connection, this.rest);
    this.editing = new Editing(
      this.connection,
      modules.map(({ name }) => name),
    );
  }

  static open(token: string): Workspace | null {
    const me = identityOf(token);
    const workspace = me && new Workspace(token, me);
    workspace?.connection.open();
    return workspace;
  }

  close(): void {
    this.connection.close();
  }
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) {
    throw new Error("nobody is signed in");
  }
  return workspace;
}
