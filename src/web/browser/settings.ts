/** What the page remembers of how it is to look; nothing of what was learned. */
export interface Settings {
  readonly theme: "system" | "light" | "dark";
  readonly shortcuts: boolean;
  readonly language: "en" | "pseudo";
}

const KEY = "pullwhy.settings";
const THEMES = ["system", "light", "dark"] as const;
const DEFAULT: Settings = { theme: "system", shortcuts: true, language: "en" };

/** The settings, or the defaults where the storage is forbidden or holds something else. */
export function readSettings(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof Settings, unknown>>;
    return {
      theme: THEMES.find((theme) => theme === kept.theme) ?? DEFAULT.theme,
      shortcuts: kept.shortcuts !== false,
      language: kept.language === "pseudo" ? "pseudo" : DEFAULT.language,
    };
  } catch {
    return DEFAULT;
  }
}

/** Shows them, and keeps them where that is allowed. */
export function applySettings(settings: Settings): void {
  const root = document.documentElement;
  if (settings.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = settings.theme;
  root.lang = settings.language === "pseudo" ? "en-x-pseudo" : "en";
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Forbidden or full: the page looks right until it is closed.
  }
}
