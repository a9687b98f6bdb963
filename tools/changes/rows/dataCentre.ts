import type { Change } from "../change";

/** Networks, sites, servers and domains of the data centre. */
export const dataCentre: readonly Change[] = [
  {
    what: "A network of the data centre more",
    edits: { "onPremises.cidrs": ["10.100.0.0/16", "192.168.0.0/20", "10.110.0.0/16"] },
    cut: "Nobody; the firewalls of both sides have to admit it.",
    plan: {
      creates: { "vpc SecurityGroupEgressRule": 1, "vpc SecurityGroupIngressRule": 8 },
      updates: { "ec2 NetworkAcl": 1 },
    },
  },
  {
    what: "A network of the data centre less",
    edits: { "onPremises.cidrs": ["10.100.0.0/16"] },
    cut: "Whoever is in that network, at once.",
    plan: {
      updates: { "ec2 NetworkAcl": 1 },
      deletes: { "vpc SecurityGroupEgressRule": 1, "vpc SecurityGroupIngressRule": 8 },
    },
  },
  {
    what: "A server more at a site",
    edits: { "onPremises.sites[0].servers[3]": { name: "app-4", address: "10.100.16.14" } },
    cut: "Nobody; it gets requests once a task on it is healthy. The new activation is for it: what is registered stays.",
    plan: {
      creates: { "lb TargetGroupAttachment": 3, "vpc SecurityGroupIngressRule": 1 },
      updates: { "ssm Parameter": 1, "storagegateway NfsFileShare": 1 },
      replaces: ["site-frankfurt-activation"],
    },
  },
  {
    what: "A server less at a site",
    edits: {
      "services[3].replicas.onPrem": 2,
      "onPremises.sites[0].servers": [
        { name: "app-1", address: "10.100.16.11" },
        { name: "app-2", address: "10.100.16.12" },
      ],
    },
    cut: "Nobody where others have room; set the server to DRAINING in ECS first.",
    plan: {
      updates: {
        "cloudwatch MetricAlarm": 1,
        "ecs Service": 1,
        "ssm Parameter": 1,
        "storagegateway NfsFileShare": 1,
      },
      deletes: { "lb TargetGroupAttachment": 3, "vpc SecurityGroupIngressRule": 1 },
      replaces: ["site-frankfurt-activation"],
    },
  },
  {
    what: "A new activation for servers to come",
    edits: { "onPremises.sites[0].activation.rotation": "2026-12" },
    cut: "Nobody: servers that are registered stay.",
    plan: { updates: { "ssm Parameter": 1 }, replaces: ["site-frankfurt-activation"] },
  },
  {
    what: "Another attribute of a site's servers",
    edits: { "onPremises.sites[0].attributes.storage": "ssd" },
    cut: "Nobody; servers have it when they register, those that are there by `aws ecs put-attributes`.",
    plan: {},
  },
  {
    what: "A site more",
    edits: {
      "onPremises.sites[1]": {
        name: "mainz",
        servers: [{ name: "app-9", address: "10.100.17.11" }],
        activation: { rotation: "1" },
      },
    },
    cut: "Nobody.",
    plan: {
      creates: { "iam Role": 1, "iam RolePolicy": 1, "ssm Activation": 1, "ssm Parameter": 1 },
    },
  },
  {
    what: "Another name for a site, with its services",
    edits: {
      "onPremises.sites[0].name": "mainz",
      "services[1].site": "mainz",
      "services[2].site": "mainz",
      "services[3].site": "mainz",
      "jobs[1].site": "mainz",
    },
    cut: "Its services: the agents of its servers lose their role, and no task is placed on them until they are registered anew. Running containers go on.",
    plan: {
      creates: { "iam Role": 1, "iam RolePolicy": 1, "ssm Activation": 1, "ssm Parameter": 1 },
      updates: { "ecs Service": 3, "scheduler Schedule": 1, "vpc SecurityGroupIngressRule": 3 },
      deletes: { "iam Role": 1, "iam RolePolicy": 1, "ssm Activation": 1, "ssm Parameter": 1 },
      warning:
        "servers of site frankfurt have its role, which goes, and its name as their attribute, so that no task of site mainz is placed on them: register them anew, by the output `sites` (npm run onprem), one after the other; or give the site registeredAs: frankfurt, and they keep both",
    },
  },
  {
    what: "Another name for a site that stays registered as before, with its services",
    edits: {
      "onPremises.sites[0].name": "mainz",
      "onPremises.sites[0].registeredAs": "frankfurt",
      "services[1].site": "mainz",
      "services[2].site": "mainz",
      "services[3].site": "mainz",
      "jobs[1].site": "mainz",
    },
    cut: "Nobody.",
    plan: { updates: { "vpc SecurityGroupIngressRule": 3 } },
  },
  {
    what: "A domain of the data centre more",
    edits: { "dns.onPremisesDomains[1]": { domain: "lab.example.com", servers: ["10.100.0.10"] } },
    cut: "Nobody.",
    plan: { creates: { "route53 ResolverRule": 1, "route53 ResolverRuleAssociation": 1 } },
  },
  {
    what: "Another name server for a domain",
    edits: { "dns.onPremisesDomains[0].servers": ["10.100.0.10", "10.100.0.12"] },
    cut: "Nobody.",
    plan: {
      creates: { "vpc SecurityGroupEgressRule": 2 },
      updates: { "route53 ResolverRule": 1 },
      deletes: { "vpc SecurityGroupEgressRule": 2 },
    },
  },
];
