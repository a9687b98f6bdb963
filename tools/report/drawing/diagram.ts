import type { IconName } from "./icons";

/** What the architecture is drawn from: boxes within frames, and lines between them. */
export interface Diagram {
  readonly frames: readonly Frame[];
  readonly lines: readonly Line[];
}

/** Something that runs, stores or connects. */
export interface Box {
  readonly id: string;
  /** The resources that it stands for. */
  readonly urns: readonly string[];
  readonly icon: IconName;
  readonly tone: Tone;
  readonly title: string;
  readonly details: readonly string[];
  /** Letters of the Availability Zones that it stands in. */
  readonly zones?: readonly string[];
}

/** A place that holds boxes and other places. */
export interface Frame {
  readonly id: string;
  readonly urns: readonly string[];
  readonly tone: FrameTone;
  readonly title: string;
  readonly subtitle: string;
  /** Short facts below the title, such as its subnets. */
  readonly chips?: readonly string[];
  readonly children: readonly (Box | Frame)[];
}

export type Tone = "network" | "compute" | "data" | "copy" | "people";
export type FrameTone = "dataCentre" | "links" | "region" | "other" | "vpc" | "tier" | "group";

/** What a line says: the usual path, the one that takes over, requests, and copies. */
export type LineKind = "path" | "failover" | "request" | "copy";

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly kind: LineKind;
  /** It points from right to left: the data centre stays left of AWS all the same. */
  readonly backwards?: true;
}

export function isFrame(each: Box | Frame): each is Frame {
  return "children" in each;
}

/** Every box and frame below some, themselves included. */
export function everything(children: readonly (Box | Frame)[]): (Box | Frame)[] {
  return children.flatMap((each) =>
    isFrame(each) ? [each, ...everything(each.children)] : [each],
  );
}
