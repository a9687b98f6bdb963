import type { ConfigRule } from "../../rule";
import type { ConfigDraft } from "../../types";
import {
  eachContainer,
  known,
  missing,
  runsInCloud,
  runsOnPremises,
  type ServiceDraft,
} from "./each";

/** Where a service runs, in words, and the processors that are there. */
interface Place {
  readonly called: string;
  readonly architecture: string;
}

/** The places that a service runs at, as far as they are understood. */
function placesOf(service: ServiceDraft, { cluster, onPremises }: ConfigDraft): Place[] {
  const className = service.capacityClass ?? cluster?.defaultCapacityClass ?? "";
  const inCloud = cluster?.capacity?.[className]?.architecture;
  const site = known(onPremises?.sites).find(({ name }) => name === service.site);
  return [
    runsInCloud(service) && inCloud !== undefined
      ? { called: `capacity class ${className}`, architecture: inCloud }
      : undefined,
    runsOnPremises(service) && site?.architecture !== undefined
      ? { called: `site ${site.name ?? ""}`, architecture: site.architecture }
      : undefined,
  ].filter((place) => place !== undefined);
}

export const imagesFitProcessors: ConfigRule = {
  summary:
    "`imageArchitectures` has the processors of the capacity class and of the site that the service runs at; where these differ it must be there.",
  check: eachContainer(({ imageArchitectures }, service, config) => {
    const places = placesOf(service, config);
    const needed = [...new Set(places.map(({ architecture }) => architecture))];
    if (imageArchitectures === undefined) {
      const where = places.map(({ called, architecture }) => `${called} has ${architecture}`);
      return needed.length > 1
        ? [
            missing(
              ["imageArchitectures"],
              `${where.join(", ")}: build the image for both (docker buildx build --platform linux/amd64,linux/arm64) and write imageArchitectures: [${needed.join(", ")}]`,
            ),
          ]
        : [];
    }
    const built = known(imageArchitectures);
    return places
      .filter(({ architecture }) => !built.some((each) => each === architecture))
      .map(({ called, architecture }) => ({
        at: ["imageArchitectures"],
        text: `has no ${architecture}, which ${called} runs; build the image for it as well, or place the service elsewhere`,
      }));
  }),
};
