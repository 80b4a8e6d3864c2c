import { Button, type ButtonProps, Loader } from "@mantine/core";
import type { ReactNode } from "react";

interface BusyButtonProps extends ButtonProps {
  readonly isBusy: boolean;
}

/**
 * The button that sends a form. While the answer is awaited it stays enabled and only says that it is busy: a disabled button
 * would lose the focus, and with it the place of who uses the keyboard. The form takes care that nothing is sent twice.
 */
export function BusyButton({ isBusy, children, ...props }: BusyButtonProps): ReactNode {
  return (
    <Button
      type="submit"
      aria-busy={isBusy}
      leftSection={isBusy ? <Loader size={16} color="white" aria-hidden /> : undefined}
      {...props}
    >
      {children}
    </Button>
  );
}
