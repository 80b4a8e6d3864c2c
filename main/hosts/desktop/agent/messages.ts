/** What the agent's process tells the desktop. */
export type AgentMessage =
  /** It is the agent of this user, and answers on the ports that it is handed. */
  | { readonly type: "serving" }
  /** Another process is; it answers on loopback, where the command line finds it, too. When it ends, this one takes over. */
  | { readonly type: "elsewhere" };

/** What the desktop tells the agent's process. */
export type HostMessage =
  /** Comes with a port, over which calls are to be answered. */
  | { readonly type: "port" }
  /** End, and bring runs to a safe stop first. */
  | { readonly type: "stop" };
