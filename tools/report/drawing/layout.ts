import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import { isFrame, type Box, type Diagram, type Frame } from "./diagram";
import { boxSize, frameHead } from "./sizes";

/** Where everything of a diagram is drawn, in pixels from its corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
  /** The points of each line, in the diagram's order. */
  readonly ways: readonly (readonly Point[])[];
}

export interface Place extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.padding": "[top=12,left=12,bottom=12,right=12]",
  "elk.spacing.nodeNode": "18",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "9",
  "elk.layered.spacing.nodeNodeBetweenLayers": "30",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "9",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.randomSeed": "1",
};

/** Places boxes and lines, left to right, the data centre first. The same diagram has the same layout. */
export async function layOut({ frames, lines }: Diagram): Promise<Layout> {
  const edges = lines.map(({ from, to }, index): ElkExtendedEdge => ({
    id: `line-${index}`,
    sources: [from],
    targets: [to],
  }));
  const graph: ElkNode = {
    id: "drawing",
    layoutOptions: OPTIONS,
    children: frames.map(nodeOf),
    edges,
  };
  const placed: ElkNode = await new ELK().layout(graph);
  return {
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    places: new Map(placesIn(placed.children ?? [])),
    ways: (placed.edges ?? []).map(({ sections = [] }) =>
      sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
        startPoint,
        ...bendPoints,
        endPoint,
      ]),
    ),
  };
}

function nodeOf(each: Box | Frame): ElkNode {
  if (!isFrame(each)) return { id: each.id, ...boxSize(each) };
  // Boxes of one frame are equally wide: columns read better.
  const widest = Math.max(0, ...each.children.map((of) => (isFrame(of) ? 0 : boxSize(of).width)));
  const { width, height } = frameHead(each);
  return {
    id: each.id,
    children: each.children.map((of) =>
      isFrame(of) ? nodeOf(of) : { ...nodeOf(of), width: widest },
    ),
    ...(each.children.length === 0 && { width, height: height + 8 }),
    layoutOptions: {
      "elk.padding": `[top=${height + 10},left=14,bottom=14,right=14]`,
      "elk.nodeSize.constraints": "MINIMUM_SIZE",
      "elk.nodeSize.minimum": `(${width}, ${height + 8})`,
    },
  };
}

function placesIn(nodes: readonly ElkNode[]): [string, Place][] {
  return nodes.flatMap(({ id, x = 0, y = 0, width = 0, height = 0, children = [] }) => [
    [id, { x, y, width, height }],
    ...placesIn(children),
  ]);
}
