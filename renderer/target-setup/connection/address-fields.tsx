import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import classes from "../target-setup.module.css";
import { ADDRESS_PARTS, type Address } from "./address.ts";
import type { TypedConnection } from "./typed-connection.ts";

interface AddressFieldsProps {
  readonly typed: TypedConnection;
  readonly onChange: (name: string, value: string) => void;
  /** What is wrong is told only of what was asked for already. */
  readonly address: Address;
  readonly showsWrong: boolean;
}

/** Where the place is, in its simple parts. */
export function AddressFields({ typed, onChange, address, showsWrong }: AddressFieldsProps): ReactNode {
  const wrong = showsWrong ? address.wrong : undefined;
  return (
    <div className={classes["parts"]}>
      {ADDRESS_PARTS[typed.type].map(({ name, label, hint, placeholder, isOptional }) => (
        <TextInput
          key={name}
          wrapperProps={{ "data-part": name }}
          label={isOptional && name !== "port" ? say("{label} (if any)", { label: say(label) }) : say(label)}
          {...(hint === undefined ? {} : { description: say(hint) })}
          {...(placeholder === undefined ? {} : { placeholder })}
          value={typed.parts[name] ?? ""}
          onChange={(event) => onChange(name, event.currentTarget.value)}
          error={wrong?.part === name ? wrong.says : undefined}
          aria-required={!isOptional}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={4096}
        />
      ))}
    </div>
  );
}
