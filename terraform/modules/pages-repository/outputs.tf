output "full_name" {
  description = "For `target.github.repository` in interlude.yaml."
  value       = github_repository.page.full_name
}

output "url" {
  description = "Where Pages shows the branch."
  value       = github_repository_pages.page.html_url
}
