import { NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Access, AccessField } from "../../../shared/targets/index.ts";
import { say, text } from "../../../shared/words/index.ts";
import classes from "../target-setup.module.css";
import { fieldProblem } from "./typed-connection.ts";

interface AccessFieldsProps {
  readonly fields: readonly AccessField[];
  readonly values: Access;
  readonly onChange: (name: string, value: string) => void;
  /** What an empty secret means here, such as that the kept one stays. */
  readonly emptySecret?: string;
}

/** What a connection needs besides its location; what most people never need is folded away. */
export function AccessFields({ fields, ...props }: AccessFieldsProps): ReactNode {
  const usual = fields.filter(({ isAdvanced }) => !isAdvanced);
  const advanced = fields.filter(({ isAdvanced }) => isAdvanced);
  return (
    <Stack gap="md">
      {usual.map((field) => (
        <Field key={field.name} field={field} {...props} />
      ))}
      {advanced.length > 0 && (
        <details className={classes["fold"]}>
          <summary>{say("More options")}</summary>
          <Stack gap="md" mt="sm">
            {advanced.map((field) => (
              <Field key={field.name} field={field} {...props} />
            ))}
          </Stack>
        </details>
      )}
    </Stack>
  );
}

type FieldProps = Omit<AccessFieldsProps, "fields"> & { readonly field: AccessField };

function Field({ field, values, onChange, emptySecret }: FieldProps): ReactNode {
  const value = values[field.name] ?? "";
  const common = {
    ...{
      label: say(field.label),
      description: field.hint && say(field.hint),
      value,
      maw: 480,
      autoComplete: "off",
      spellCheck: false,
    },
    onChange: (event: { currentTarget: { value: string } }) => onChange(field.name, event.currentTarget.value),
  };
  switch (field.kind) {
    case "secret":
      return (
        <PasswordInput
          {...common}
          {...(emptySecret === undefined ? {} : { placeholder: emptySecret })}
          autoComplete="new-password"
          visibilityToggleButtonProps={{
            "aria-label": say("Show: {label}", { label: say(field.label) }),
            tabIndex: 0,
            "aria-hidden": false,
          }}
        />
      );
    case "choice":
      return <NativeSelect {...common} data={saidChoices(field.choices ?? [])} />;
    case "switch":
      return <NativeSelect {...common} data={saidChoices(SWITCH)} />;
    case "number":
      return <TextInput {...common} inputMode="numeric" maxLength={6} error={fieldProblem(field, value)} />;
    default:
      return <TextInput {...common} maxLength={32_768} autoCapitalize="off" />;
  }
}

function saidChoices(choices: NonNullable<AccessField["choices"]>): { value: string; label: string }[] {
  return choices.map(({ value, label }) => ({ value, label: say(label) }));
}

const SWITCH = [
  { value: "", label: text("As usual") },
  { value: "yes", label: text("Yes") },
  { value: "no", label: text("No") },
];
