import { Component, type ReactNode } from 'react'

export interface ErrorBoundaryProps {
  /** Told once for each failure, for the log. */
  onError(thrown: unknown): void
  /** What stands in the failed part's place; `retry` draws it again. */
  fallback(retry: () => void): ReactNode
  children: ReactNode
}

/** Keeps a defect in one part of the page from taking the rest, and the open document, with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(thrown: unknown): void {
    this.props.onError(thrown)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return this.props.fallback(() => this.setState({ failed: false }))
  }
}
