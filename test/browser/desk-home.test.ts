import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { openPhone, slowMs, takeScreenshot } from "./chromium.ts";
import { expectGood } from "./page-checks.ts";
