// Before anything is drawn, so that a page with a theme of its own does not flash in the system's.
try {
  const { theme } = JSON.parse(localStorage.getItem("pullwhy.settings") ?? "{}");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme.
}
