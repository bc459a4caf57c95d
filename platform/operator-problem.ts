/**
 * A problem the operator can mend: its message is one or two sentences that name the culprit and the next step, and is
 * printed without a stack. Any other error is a defect of ours and keeps its stack.
 */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem';
}
