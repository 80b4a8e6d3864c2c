import { askProgram } from "../ask-program.ts";
import type { Network } from "./network-state.ts";

/** The cost of the connection to the world, and the names of wireless networks, each on a line. */
const SCRIPT =
  "[Console]::OutputEncoding = [Text.Encoding]::UTF8; " +
  "$i = [Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]; " +
  "$p = $i::GetInternetConnectionProfile(); " +
  "if ($p) { 'cost ' + $p.GetConnectionCost().NetworkCostType; " +
  "if ($p.IsWlanConnectionProfile) { 'name ' + $p.WlanConnectionProfileDetails.GetConnectedSsid() } }";

export async function windowsNetwork(): Promise<Network> {
  const answer = await askProgram("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
  return answer === undefined ? {} : parseProfile(answer);
}

/** @param text “cost Unrestricted”, `Fixed`, `Variable` or `Unknown`, then “name …”; nothing without a connection */
export function parseProfile(text: string): Network {
  const lines = text.split(/\r?\n/);
  const cost = lines.find((line) => line.startsWith("cost "))?.slice(5);
  const networks = lines.filter((line) => line.startsWith("name ")).map((line) => line.slice(5));
  if (cost === undefined) return { networks };
  const metered = cost === "Unrestricted" ? false : cost === "Unknown" ? undefined : true;
  return { networks, ...(metered === undefined ? {} : { metered }) };
}
