terraform {
  required_version = ">= 1.9"

  required_providers {
    github = {
      source = "integrations/github"
      # github_repository_pages came with 6.12.0.
      version = ">= 6.12, < 7.0"
    }
  }
}
