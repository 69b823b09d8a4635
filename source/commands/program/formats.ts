/** What `--format` takes, the default first. */
export const tableOrJson = ['table', 'json'] as const;
export type TableOrJson = (typeof tableOrJson)[number];

export const scanFormats = ['table', 'json', 'ndjson', 'csv', 'markdown', 'html'] as const;
export type ScanFormat = (typeof scanFormats)[number];

export const presetFormats = ['aws-cli', 'declarative-policy', 'terraform'] as const;
export type PresetFormat = (typeof presetFormats)[number];
