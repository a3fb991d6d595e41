import { render, type ComponentType } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import "./style/tokens.css";
import "./style/base.css";
import "./style/start.css";
import "./style/shell.css";
import "./style/chat.css";
import "./style/screens.css";
import "./style/administration.css";
import { ChatScreen } from "./chat/chat-screen";
import { NotificationsScreen } from "./notifications/notifications-screen";
import { PresenceScreen } from "./presence/presence-screen";
import { RecordsScreen } from "./records/records-screen";
import { SideBySide } from "./start/side-by-side";
import { token } from "./start/sign-in";
import { Start } from "./start/start";
import { Shell, type Screen } from "./shell/shell";
import { Loading } from "./ui/loading";
import { route } from "./ui/route";
import { toastFailure, Toasts } from "./ui/toasts";
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
  const { chat, inbox, isAdministrator } = useWorkspace();
  const { navigation } = words.value;
  const screens: Screen[] = [
    { path: "chat", name: navigation.chat, icon: "chat", count: chat.unread.value },
    { path: "avisos", name: navigation.notifications, icon: "bell", count: inbox.unread.value },
    { path: "presenca", name: navigation.people, icon: "people" },
    { path: "cadastros", name: navigation.records, icon: "records" },
  ];
  if (isAdministrator) {
    screens.push(
      { path: "painel", name: navigation.dashboard, icon: "dashboard" },
      { path: "administracao", name: navigation.administration, icon: "gear" },
      { path: "auditoria", name: navigation.audit, icon: "audit" },
    );
  }
  return (
    <Shell screens={screens}>
      <CurrentScreen />
    </Shell>
  );
}

/** Screens of administrators, and the charts, are loaded by those who open them. */
const LATER: Record<string, () => Promise<ComponentType>> = {
  painel: async () => (await import("./dashboard/dashboard-screen")).DashboardScreen,
  administracao: async () => (await import("./administration/administration-screen")).AdministrationScreen,
  auditoria: async () => (await import("./administration/audit-screen")).AuditScreen,
};

function Later({ load }: { load: (() => Promise<ComponentType>) | undefined }) {
  const [loaded, setLoaded] = useState<{ Screen: ComponentType } | null>(null);
  useEffect(() => void load?.().then((Screen) => setLoaded({ Screen }), toastFailure), [load]);
  return loaded ? <loaded.Screen /> : <Loading large />;
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
    case "painel":
    case "administracao":
    case "auditoria":
      return <Later key={screen} load={LATER[screen]} />;
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
