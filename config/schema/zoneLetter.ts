import { zoneLetters } from "../../components/networking/subnetCidrs";
import { text } from "./leaves";

const [firstZone] = zoneLetters;
const lastZone = zoneLetters[zoneLetters.length - 1];

/** The letter of an Availability Zone. */
export const zoneLetter = text((value) =>
  zoneLetters.some((letter) => letter === value)
    ? undefined
    : `is not the letter of an Availability Zone (${firstZone} to ${lastZone})`,
).meta({ allowed: `${firstZone} to ${lastZone}`, pattern: `^[${firstZone}-${lastZone}]$` });
