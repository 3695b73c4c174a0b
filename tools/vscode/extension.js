// Starts `dstd lsp` and hands it what is written under standards/, local/ and in unit.yaml. All else is in the server.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const PLACES = ["**/standards/**/*.{yaml,yml}", "**/local/**/*.{yaml,yml}", "**/unit.yaml"];

let client;

// The program: what the settings say, else that of the project, else that of the command line.
function command() {
  const said = vscode.workspace.getConfiguration("dstd").get("command");
  if (said) return said;
  for (const folder of vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders ?? [] : []) {
    for (const name of [".venv/bin/dstd", ".venv/Scripts/dstd.exe"]) {
      const own = path.join(folder.uri.fsPath, name);
      if (fs.existsSync(own)) return own;
    }
  }
  return "dstd";
}

async function activate() {
  const program = { command: command(), args: ["lsp"] };
  client = new LanguageClient("dstd", "党建标准", program, {
    documentSelector: PLACES.map((pattern) => ({ scheme: "file", pattern })),
  });
  try {
    await client.start();
  } catch (error) {
    const shown = await vscode.window.showErrorMessage(
      `党建标准没有启动（${program.command} lsp）：要装 dangjian-std[lsp]，或者在设置 dstd.command 里写明 dstd 在哪里。`,
      "看详情",
    );
    if (shown) client.outputChannel.show();
  }
}

function deactivate() {
  return client?.isRunning() ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
