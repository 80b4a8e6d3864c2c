/**
 * What the page of the desktop's window and its preload script say to each other, as messages of the page: the page asks for a
 * port to the agent, and gets one with the answer. The same words name the message between preload script and host.
 */
export const ASK_FOR_PORT = "holdfast:ask-for-port";
export const HERE_IS_PORT = "holdfast:here-is-port";
