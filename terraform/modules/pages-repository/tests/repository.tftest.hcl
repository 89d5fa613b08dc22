# Repeatable by anyone with Terraform and the GitHub provider: no account, nothing is made.
mock_provider "github" {}

variables {
  repository = "shop-maintenance"
}

run "branch_before_pages" {
  command = plan

  assert {
    condition     = github_repository_pages.page.source[0].branch == "gh-pages" && github_branch.page.branch == "gh-pages"
    error_message = "Pages shows the branch that exists"
  }
}

run "bad_input_is_refused_all_at_once" {
  command = plan

  variables {
    repository = "acme/shop-maintenance"
    visibility = "internal"
    domain     = "https://maintenance.example.com/"
  }

  expect_failures = [var.repository, var.visibility, var.domain]
}
