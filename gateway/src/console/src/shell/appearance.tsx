import { effect, signal } from "@preact/signals";
import { recall, remember } from "../connection/memory";
import { Icon } from "../ui/icon";
import { switchLanguage, words } from "../words/words";

const KEY = "arauto.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const chosen = signal<"light" | "dark" | null>(recall(KEY, null));
/** Charts draw on a canvas and have to be told. */
export const isDark = signal(system.matches);

function follow(): void {
  isDark.value = chosen.value ? chosen.value === "dark" : system.matches;
}

effect(follow);
system.addEventListener("change", follow);
effect(() => {
  document.documentElement.dataset.theme = isDark.value ? "dark" : "light";
  document.documentElement.lang = words.value.language;
});

function switchTheme(): void {
  chosen.value = isDark.value ? "light" : "dark";
  remember(KEY, chosen.value);
}

/** Language and theme. */
export function Appearance() {
  const { navigation } = words.value;
  return (
    <span class="appearance">
      <button class="plain text" onClick={switchLanguage} lang={words.value.language === "en" ? "pt-BR" : "en"}>
        {navigation.switchLanguage}
      </button>
      <button class="plain" onClick={switchTheme} aria-label={navigation.theme} aria-pressed={isDark.value}>
        <Icon name="moon" />
      </button>
    </span>
  );
}
