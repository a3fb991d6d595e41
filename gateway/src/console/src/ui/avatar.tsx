/** Initials on one of a few quiet colours, the same for one name everywhere. */
export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  const parts = name.split(/[\s.]+/).filter(Boolean);
  const initials = ((parts[0]?.[0] ?? "?") + (parts.length > 1 ? parts.at(-1)![0]! : "")).toUpperCase();
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 7) % 6;
  return (
    <span class={`avatar hue-${hue}${small ? " small" : ""}`} aria-hidden="true">
      {initials}
    </span>
  );
}
