import * as pulumi from "@pulumi/pulumi";

/**
 * An error that people can fix by its message: Pulumi shows the message alone.
 *
 * It has no stack. Nobody would see it, and Pulumi's host inspects every error that has one: on Node.js 20 that takes
 * half a minute, on the frames of the SDK that its source maps place outside any package.
 */
export class UserError extends pulumi.RunError {
  constructor(message: string) {
    super(message);
    this.stack = undefined;
  }
}
