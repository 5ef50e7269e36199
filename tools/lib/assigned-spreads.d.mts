export declare function withAssignedSpreads(code: string): string;
