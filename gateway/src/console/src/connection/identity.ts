/** Who a token speaks of. Only shown: the server alone decides what its bearer may do. */
export interface Identity {
  userId: string;
  username: string;
  name: string;
  department: string;
  tenant: string;
  permissions: string[];
  isPrincipal: boolean;
}

/** Reads the claims of a JWT without checking anything; null when it is none. */
export function identityOf(token: string): Identity | null {
  try {
    const body = token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return {
      userId: String(claims.userId),
      username: String(claims.username),
      name: String(claims.name ?? claims.username),
      department: String(claims.department ?? ""),
      tenant: String(claims.tenantHash),
      permissions: Array.isArray(claims.permissions) ? claims.permissions.map(String) : [],
      isPrincipal: claims.isPrincipal === true,
    };
  } catch {
    return null;
  }
}

export function isAdministrator(identity: Identity): boolean {
  return identity.isPrincipal || identity.permissions.includes("admin");
}
