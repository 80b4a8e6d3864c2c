import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { ComponentPropsWithoutRef, MouseEvent, ReactNode } from "react";

interface BusyButtonProps extends ButtonProps, Omit<ComponentPropsWithoutRef<"button">, keyof ButtonProps> {
  readonly isBusy: boolean;
}

/**
 * The button that sends a form or asks the agent for something. While the answer is awaited it stays enabled and only says that
 * it is busy: a disabled button would lose the focus, and with it the place of who uses the keyboard. Pressing it then, or
 * Enter in its form, does nothing.
 */
export function BusyButton({ isBusy, children, onClick, leftSection, ...props }: BusyButtonProps): ReactNode {
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    // Enter in a field presses the form's button too, so this also keeps a form from being sent twice.
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      type={onClick === undefined ? "submit" : "button"}
      aria-busy={isBusy}
      leftSection={isBusy ? <Loader size={16} color="currentcolor" aria-hidden /> : leftSection}
      onClick={press}
      {...props}
    >
      {children}
    </Button>
  );
}
