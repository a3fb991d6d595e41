import { render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import "./style/tokens.css";
import "./style/base.css";
import "./style/start.css";
import "./style/shell.css";
import "./style/chat.css";
import "./style/screens.css";
import { ChatScreen } from "./chat/chat-screen";
import { NotificationsScreen } from "./notifications/notifications-screen";
import { PresenceScreen } from "./presence/presence-screen";
import { RecordsScreen } from "./records/records-screen";
import { SideBySide } from "./start/side-by-side";
import { token } from "./start/sign-in";
import { Start } from "./start/start";
import { Shell, type Screen } from "./shell/shell";
import { route } from "./ui/route";
import { Toasts } from "./ui/toasts";
import { words } from "./words/words";
import { useWorkspace, Workspace, WorkspaceContext } from "./workspace";

function Page() {
  const [first, left, right] = route.value;
  if (first === "lado-a-lado" && left && right) {
    return <SideBySide left={left} right={right} />;
  }
  return token.value ? <SignedIn token={token.value} /> : <Start />;
}

function SignedIn({ token }: { token: string }) {
  const workspace = useMemo(() => Workspace.open(token), [token]);
  useEffect(() => () => workspace?.close(), [workspace]);
  return workspace ? (
    <WorkspaceContext.Provider value={workspace}>
      <Screens />
    </WorkspaceContext.Provider>
  ) : (
    <Start />
  );
}

function Screens() {
  const { chat, inbox } = useWorkspace();
  const { navigation } = words.value;
  const screens: Screen[] = [
    { path: "chat", name: navigation.chat, icon: "chat", count: chat.unread.value },
    { path: "avisos", name: navigation.notifications, icon: "bell", count: inbox.unread.value },
    { path: "presenca", name: navigation.people, icon: "people" },
    { path: "cadastros", name: navigation.records, icon: "records" },
  ];
  return (
    <Shell screens={screens}>
      <CurrentScreen />
    </Shell>
  );
}

function CurrentScreen() {
  const [screen, first, second] = route.value;
  switch (screen) {
    case "avisos":
      return <NotificationsScreen />;
    case "presenca":
      return <PresenceScreen />;
    case "cadastros":
      return <RecordsScreen module={first} id={second} />;
    default:
      return <ChatScreen conversation={first} />;
  }
}

render(
  <>
    <Page />
    <Toasts />
  </>,
  document.getElementById("page")!,
);
