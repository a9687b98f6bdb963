import { execFile } from "node:child_process";
import * as net from "node:net";
import { promisify } from "node:util";
import type { Surroundings } from "./account";

const TIMEOUT_MS = 5_000;

/** The real thing: AWS by the SDK's own credentials, the network that this runs in, the pulumi CLI on PATH. */
export const realSurroundings: Surroundings = {
  clients: {},

  connect: (address, port) =>
    new Promise((resolve) => {
      const socket = net.connect({ host: address, port, timeout: TIMEOUT_MS });
      const end = (answers: boolean) => {
        socket.destroy();
        resolve(answers);
      };
      socket.once("connect", () => end(true));
      socket.once("timeout", () => end(false));
      socket.once("error", () => end(false));
    }),

  async backend() {
    const { PULUMI_BACKEND_URL: set } = process.env;
    if (set !== undefined && set !== "") return set;
    const asked = promisify(execFile)("pulumi", ["whoami", "--json", "--non-interactive"]);
    const answer = await asked.then(({ stdout }) => stdout).catch(() => "{}");
    return (JSON.parse(answer) as { url?: string }).url;
  },

  // S3 names a bucket's Region to whoever asks, in the header of an error as well.
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
  async bucketRegion(bucket) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(`https://${bucket}.s3.amazonaws.com`, {
      method: "HEAD",
      redirect: "manual",
      signal,
    }).catch(() => undefined);
    return answer?.headers.get("x-amz-bucket-region") ?? undefined;
  },

  async download(url) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return answer.json();
  },
};
