import { render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import "./style/tokens.css";
import "./style/base.css";
import "./style/start.css";
import "./style/shell.css";
import "./style/chat.css";
import { ChatScreen } from "./chat/chat-screen";
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
  const { chat } = useWorkspace();
  const { navigation } = words.value;
  const screens: Screen[] = [{ path: "chat", name: navigation.chat, icon: "chat", count: chat.unread.value }];
  return (
    <Shell screens={screens}>
      <ChatScreen conversation={route.value[1]} />
    </Shell>
  );
}

render(
  <>
    <Page />
    <Toasts />
  </>,
  document.getElementById("page")!,
);
