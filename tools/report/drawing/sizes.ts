import type { Box, Frame } from "./diagram";

/** Nobody measures fonts here: what a character takes in a wide font, in parts of its size. */
const CHARACTER = 0.58;

/** How much wider a bold character is. */
const BOLD = 1.1;

/** How many characters a line of details has, where a single fact doesn't have more. */
const LINE = 20;

const TITLE = 13;
const DETAIL = 11;
const CHIP = 10.5;

function textWidth(text: string, size: number): number {
  return Math.ceil(text.length * size * CHARACTER);
}

/** Details in lines, short ones side by side. */
export function detailLines(details: readonly string[]): string[] {
  return details.reduce<string[]>((lines, detail) => {
    const joined = `${lines.at(-1) ?? ""} · ${detail}`;
    if (lines.length === 0 || joined.length > LINE) return [...lines, detail];
    return [...lines.slice(0, -1), joined];
  }, []);
}

/** How large a box is: an icon, its title, details below, and zones along its lower edge. */
export function boxSize({ title, details, zones = [] }: Box): { width: number; height: number } {
  const lines = detailLines(details);
  const widest = Math.max(
    textWidth(title, TITLE) * BOLD,
    ...lines.map((line) => textWidth(line, DETAIL)),
    zones.length * 22,
  );
  const height = 34 + lines.length * 15 + (zones.length > 0 ? 22 : 0);
  return { width: Math.ceil(Math.max(132, widest + 56)), height: Math.max(height, 46) };
}

/** How much room the head of a frame takes. */
export function frameHead({ title, subtitle, chips = [] }: Frame): {
  width: number;
  height: number;
} {
  const titles = Math.ceil(textWidth(title, 14) * BOLD) + textWidth(subtitle, DETAIL) + 44;
  const width = Math.max(titles, chipPlaces(chips).width + 32, 140);
  return { width, height: chips.length > 0 ? 62 : 34 };
}

/** Chips side by side, from the left. */
export function chipPlaces(chips: readonly string[]): {
  width: number;
  places: { text: string; x: number; width: number }[];
} {
  let x = 0;
  const places = chips.map((text) => {
    const width = textWidth(text, CHIP) + 14;
    const place = { text, x, width };
    x += width + 6;
    return place;
  });
  return { width: Math.max(0, x - 6), places };
}
