import type { Progress } from "../../../wording/message.ts";
import type { TreeNode } from "./cards.js";

export function stepsOf(progress: Progress): TreeNode;
