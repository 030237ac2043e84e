"""What is seen where no article is: the signs of such pages, weighed against the signs that something is told."""
