export declare function realTool(tool: "helm" | "kubectl", minor: string): string | undefined;
