// Shows the OpenAPI document; nothing is fetched from another origin.
window.SwaggerUIBundle({
  url: 'reference/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  persistAuthorization: false,
});
