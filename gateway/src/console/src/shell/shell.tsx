import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { signOut, isPane } from "../start/sign-in";
import { Icon, type IconName } from "../ui/icon";
import { href, route } from "../ui/route";
import { words } from "../words/words";
import { OwnStatus } from "../presence/own-status";
import { Appearance } from "./appearance";
import { ConnectionEnd, ConnectionState } from "./connection-state";

export interface Screen {
  path: string;
  name: string;
  icon: IconName;
  count?: number;
}

/** What is around every screen: where one is, who one is, and how the connection is. */
export function Shell({ screens, children }: { screens: Screen[]; children: ComponentChildren }) {
  const { navigation, product } = words.value;
  const here = screens.find(({ path }) => path === (route.value[0] ?? "chat"));
  const unread = screens.reduce((sum, { count = 0 }) => sum + count, 0);
  useEffect(() => {
    document.title = [unread > 0 && `(${unread})`, here?.name, here && "·", product].filter(Boolean).join(" ");
    return () => void (document.title = product);
  }, [unread, here?.name]);
  return (
    <div class={isPane ? "shell pane" : "shell"}>
      <a class="skip" href="#content" onClick={focusContent}>
        {navigation.skip}
      </a>
      <nav class="rail" aria-label={navigation.label}>
        <a class="brand" href={href()} tabIndex={-1} aria-hidden="true">
          <img src="/icon.svg" alt="" width="26" height="26" />
          <b>{product}</b>
        </a>
        {screens.map((screen) => (
          <RailLink key={screen.path} {...screen} />
        ))}
      </nav>
      <header class="top">
        <ConnectionState />
        <span class="space" />
        <Appearance />
        <OwnStatus />
        <button class="plain" aria-label={navigation.signOut} onClick={signOut}>
          <Icon name="exit" />
        </button>
      </header>
      <ConnectionEnd />
      {/* In the order of the tab key, as a screen that has nothing to press may still have to be scrolled. */}
      <main class="content" id="content" tabIndex={0} data-screen={route.value.join("/")}>
        {children}
      </main>
    </div>
  );
}

function RailLink({ path, name, icon, count }: Screen) {
  const isHere = (route.value[0] ?? "chat") === path;
  return (
    <a class="rail-link" href={href(path)} title={name} aria-current={isHere ? "page" : undefined}>
      <Icon name={icon} />
      <span>{name}</span>
      {count ? (
        <b class="count">
          {count}
          <span class="visually-hidden"> {words.value.chat.unread(count)}</span>
        </b>
      ) : null}
    </a>
  );
}

function focusContent(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
