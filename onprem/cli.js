"use strict";
require("../sandbox/register.js");
require("./cli.ts");
