import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { parseMounts } from "../volumes/mounts.ts";
import { drives, parseUserDirs } from "./linux.ts";
import { volumePlaces } from "./macos.ts";
import type { UserPlace } from "./user-place.ts";
import { userPlaces } from "./user-places.ts";
import { parseAnswer } from "./windows.ts";

const LINUX = process.platform === "linux";
const shown = (places: readonly UserPlace[]) => places.map(({ kind, name, path }) => [kind, name, path.toString()]);

describe("the user's folders on Linux", () => {
  it("have the places and names that the XDG file gives them", () => {
    const text = `# comment
XDG_DESKTOP_DIR="$HOME/Schreibtisch"
XDG_DOWNLOAD_DIR="$HOME/Meine \\"Downloads\\"/"
XDG_DOCUMENTS_DIR="/data/Dokumente"
XDG_MUSIC_DIR="$HOME/"
XDG_VIDEOS_DIR="$HOME"
XDG_PICTURES_DIR=relative
XDG_TEMPLATES_DIR="$HOME/Vorlagen"
`;
    expect(shown(parseUserDirs(Buffer.from(text), "/home/ada"))).toEqual([
      ["desktop", "Schreibtisch", "/home/ada/Schreibtisch"],
      ["documents", "Dokumente", "/data/Dokumente"],
      ["downloads", 'Meine "Downloads"', '/home/ada/Meine "Downloads"'],
    ]);
  });

  it("may have names that are no text", () => {
    const text = Buffer.from('XDG_MUSIC_DIR="$HOME/m\xff"\n', "latin1");
    const [music] = parseUserDirs(text, "/home/ä");
    expect(music?.path).toEqual(Buffer.concat([Buffer.from("/home/ä/m"), Buffer.from([0xff])]));
  });

  it.runIf(LINUX)("are the ones that are there, each once", async () => {
    const home = tempFolder();
    for (const name of ["Documents", "Bilder"]) mkdirSync(join(home, name));
    writeFileSync(join(home, "Music"), "no folder");
    const usual = shown(await userPlaces({ home, env: {} }));
    expect(usual.slice(0, 2)).toEqual([
      ["home", "Home", home],
      ["documents", "Documents", join(home, "Documents")],
    ]);
    expect(usual.at(-1)).toEqual(["root", "This computer", "/"]);
    expect(usual.filter(([kind]) => kind !== "drive")).toHaveLength(3);
    mkdirSync(join(home, ".config"));
    const dirs = 'XDG_PICTURES_DIR="$HOME/Bilder"\nXDG_VIDEOS_DIR="$HOME/Bilder"\nXDG_MUSIC_DIR="$HOME/gone"\n';
    writeFileSync(join(home, ".config", "user-dirs.dirs"), dirs);
    const named = shown(await userPlaces({ home, env: {} })).filter(([kind]) => kind !== "drive");
    expect(named.map(([kind, name]) => [kind, name])).toEqual([
      ["home", "Home"],
      ["pictures", "Bilder"],
      ["root", "This computer"],
    ]);
  });
});

describe("drives", () => {
  it("on Linux are those where desktops and people mount them, and network folders anywhere", () => {
    const mounts = parseMounts(
      Buffer.from(`/dev/sda1 / ext4 rw 0 0
/dev/sda2 /home ext4 rw 0 0
/dev/sdb1 /media/ada/Blue exfat rw 0 0
/dev/sdc1 /run/media/ada/My\\040Disk fuseblk rw 0 0
/dev/loop3 /mnt/snap squashfs ro 0 0
tmpfs /mnt/fast tmpfs rw 0 0
systemd-1 /mnt/auto autofs rw 0 0
tank/data /mnt/tank zfs rw 0 0
nas:/share /srv/nas nfs4 rw 0 0
/dev/sdd1 /mnt/twice ext4 rw 0 0
/dev/sde1 /mnt/twice ext4 rw 0 0
`),
    );
    expect(drives(mounts).map(({ name, path, isNetwork }) => [name, path.toString(), isNetwork])).toEqual([
      ["Blue (drive)", "/media/ada/Blue", false],
      ["My Disk (drive)", "/run/media/ada/My Disk", false],
      ["tank (drive)", "/mnt/tank", false],
      ["nas (network)", "/srv/nas", true],
      ["twice (drive)", "/mnt/twice", false],
    ]);
  });

  it("on macOS are the volumes that are not hidden", () => {
    const names = [".timemachine", "Blue", "Bjørn"].map((name) => Buffer.from(name));
    expect(shown(volumePlaces(names))).toEqual([
      ["drive", "Blue (drive)", "/Volumes/Blue"],
      ["drive", "Bjørn (drive)", "/Volumes/Bjørn"],
    ]);
  });

  it("and folders on Windows are what the system says", () => {
    const answer = [
      "documents=C:\\Users\\ada\\OneDrive\\Dokumente",
      "downloads=",
      "music=relative",
      "other=C:\\x",
      "drive=C:\\|Fixed|Windows",
      "drive=D:\\|Removable|",
      "drive=E:\\|CDRom|Setup",
      "drive=Z:\\|Network|",
      "",
    ].join("\r\n");
    expect(shown(parseAnswer(answer))).toEqual([
      ["documents", "Documents", "C:/Users/ada/OneDrive/Dokumente"],
      ["drive", "Windows (C:)", "C:/"],
      ["drive", "Drive (D:)", "D:/"],
      ["drive", "Network drive (Z:)", "Z:/"],
    ]);
    expect(parseAnswer(answer).filter(({ isNetwork }) => isNetwork)).toHaveLength(1);
  });
});
