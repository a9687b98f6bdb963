"use strict";
require("./register.js");
require("./cli.ts");
