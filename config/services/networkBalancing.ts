import { z } from "zod";
import { port } from "./leaves";

/** What a network load balancer does for a service: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html */
export const networkBalancingKeys = {
  listenerPort: port().optional().meta({
    description:
      "With protocol TCP or TLS: the port at which callers find it on the internal network load balancer, unique in the stack. Left out, its port.",
  }),
  listenerProtocol: z.enum(["TCP", "TLS"]).optional().meta({
    description:
      "With protocol TCP or TLS: what callers speak. With TLS the load balancer's certificate answers them; TCP passes on what they send, be it TLS up to the container. Left out, its protocol.",
  }),
  proxyProtocol: z.boolean().optional().meta({
    description:
      "With protocol TCP or TLS: whether each connection begins with a line about who called (proxy protocol, version 2), which the container has to read. Without it, it sees the load balancer's address.",
  }),
} as const;
