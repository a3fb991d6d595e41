import preact from "@preact/preset-vite";
import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Compressed bytes of script, style and markup that the first visit loads. */
const BUDGET = 100_000;

/** Writes files.txt, by which the gateway knows what there is, and fails the build when the page grows over its budget. */
function filesAndBudget(): Plugin {
  return {
    name: "files-and-budget",
    writeBundle({ dir }, bundle) {
      const paths = [...Object.keys(bundle), "icon.svg"].sort();
      writeFileSync(`${dir}/files.txt`, paths.map((path) => `/${path}\n`).join(""));
      const first = Object.values(bundle).filter((file) => file.type === "asset" || file.isEntry);
      const size = first.reduce((sum, file) => sum + gzipSync(file.type === "asset" ? file.source : file.code).length, 0);
      if (size > BUDGET) {
        this.error(`the first load is ${size} bytes compressed, more than ${BUDGET}`);
      }
      console.log(`console: first load ${(size / 1000).toFixed(1)} kB compressed`);
    },
  };
}

export default defineConfig({
  plugins: [preact(), filesAndBudget()],
  build: {
    target: "es2022",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  logLevel: "warn",
  // For work on the page: npx vite, with ./run beside it.
  server: {
    proxy: {
      "/socket.io": { target: "http://localhost:3000", ws: true },
      "/api": "http://localhost:3000",
      "/console.json": "http://localhost:3000",
    },
  },
  test: { include: ["test/**/*.test.ts"] },
});
